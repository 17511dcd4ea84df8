"""All that strangers send, at random: one set of oracles for a fuzzer that follows coverage and for the suite."""
