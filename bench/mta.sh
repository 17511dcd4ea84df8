#!/bin/sh
# Our mails through a real Postfix, read by a real Dovecot and notmuch: one thread a story, duplicates merged?
#
#     bench/mta.sh [--keep]
#
# Needs root on a Debian. What is missing of the packages is installed without starting a service and purged at the end
# (--keep leaves it). All runs from configurations of its own, on loopback and a port of its own; nothing leaves this
# machine. Where that cannot be, it says so in a sentence and exits 0.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
python="$here/.venv/bin/python"
[ -x "$python" ] || python=python3
keep=no
[ "${1:-}" = --keep ] && keep=yes
port=${PORT:-2525}

skip() { echo "skipped: $1"; exit 0; }
[ "$(id -u)" = 0 ] || skip "a mail server can be installed and started by root alone"
command -v apt-get >/dev/null || skip "Postfix, Dovecot and notmuch are taken from Debian's packages, and this is no Debian"

place=$(mktemp -d /tmp/tracker-mta.XXXXXX)
chmod 755 "$place"
added=
policy=/usr/sbin/policy-rc.d
clean() {
    code=$?
    trap - EXIT INT TERM
    [ -f "$place/postfix/main.cf" ] && postfix -c "$place/postfix" stop >/dev/null 2>&1 || :
    if [ -n "$added" ] && [ "$keep" = no ]; then
        # shellcheck disable=SC2086  # a list of packages
        DEBIAN_FRONTEND=noninteractive apt-get purge -qq -y $added >"$place/purge.log" 2>&1 || echo "not purged: $added"
        find /etc/dovecot /etc/postfix -type d -empty -delete 2>/dev/null || :
    fi
    [ -f "$place/our-policy" ] && rm -f "$policy"
    rm -rf "$place"
    exit "$code"
}
trap clean EXIT
trap 'exit 130' INT TERM

wanted=
for package in postfix dovecot-imapd notmuch; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || wanted="$wanted $package"
done
if [ -n "$wanted" ]; then
    if [ ! -e "$policy" ]; then
        # No service is to start by being installed.
        touch "$place/our-policy"
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >"$place/apt.log" 2>&1 || :
    # shellcheck disable=SC2086
    added=$(apt-get install -s --no-install-recommends $wanted 2>>"$place/apt.log" | awk '/^Inst / { print $2 }') || added=
    [ -n "$added" ] || skip "the packages$wanted cannot be had here"
    echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections 2>>"$place/apt.log" || :
    # shellcheck disable=SC2086
    apt-get install -qq -y --no-install-recommends $wanted >>"$place/apt.log" 2>&1 ||
        skip "the packages$wanted could not be installed ($(tail -n 1 "$place/apt.log"))"
fi

mkdir "$place/postfix" "$place/data" "$place/queue" "$place/mail" "$place/run"
chown postfix "$place/data"
chown mail:mail "$place/mail" "$place/run"
"$python" "$here/bench/mta.py" certificate "$place"
cat >"$place/postfix/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $place/queue
data_directory = $place/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = $place
maillog_file = $place/postfix.log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.org
mydestination =
default_transport = error:nothing leaves this machine
virtual_mailbox_domains = example.org
virtual_mailbox_base = $place/mail
virtual_mailbox_maps = static:desk/
virtual_uid_maps = static:$(id -u mail)
virtual_gid_maps = static:$(id -g mail)
virtual_minimum_uid = 1
virtual_mailbox_limit = 0
smtpd_tls_cert_file = $place/server.pem
smtpd_tls_key_file = $place/server.key
smtpd_tls_security_level = encrypt
EOF
{
    echo "127.0.0.1:$port inet n - n - - smtpd"
    echo "pickup unix n - n 60 1 pickup"
    echo "cleanup unix n - n - 0 cleanup"
    echo "qmgr unix n - n 300 1 qmgr"
    echo "tlsmgr unix - - n 1000? 1 tlsmgr"
    echo "rewrite unix - - n - - trivial-rewrite"
    for service in bounce defer trace; do echo "$service unix - - n - 0 bounce"; done
    echo "proxymap unix - - n - - proxymap"
    for service in error retry; do echo "$service unix - - n - - error"; done
    echo "virtual unix - n n - - virtual"
    echo "anvil unix - - n - 1 anvil"
    echo "postlog unix-dgram n - n - 1 postlogd"
} >"$place/postfix/master.cf"
postfix -c "$place/postfix" start >"$place/start.log" 2>&1 || { cat "$place/start.log" "$place/postfix.log"; exit 1; }

cat >"$place/dovecot.conf" <<EOF
base_dir = $place/run
log_path = $place/run/dovecot.log
mail_location = maildir:$place/mail/desk:INDEX=MEMORY
stats_writer_socket_path =
ssl = no
EOF
imap=$(dirname "$(dpkg -L dovecot-imapd | grep '/imap$')")/imap
cat >"$place/imap.sh" <<EOF
#!/bin/sh
# Dovecot's own server over a pipe, as for a client that is logged in already.
exec env -i USER=desk HOME=$place/run PATH=/usr/bin:/bin setpriv --reuid=mail --regid=mail --clear-groups \\
    $imap -c $place/dovecot.conf 2>$place/run/imap.log
EOF
chmod 755 "$place/imap.sh"
mkdir "$place/notmuch"
printf '[database]\npath=%s\nmail_root=%s\n[user]\nprimary_email=desk@example.org\n[new]\ntags=new\n' \
    "$place/notmuch" "$place/mail" >"$place/notmuch-config"

echo "Postfix $(postconf -c "$place/postfix" -h mail_version), Dovecot $(dovecot --version), $(notmuch --version)"
"$python" "$here/bench/mta.py" measure "$place" --port "$port"
