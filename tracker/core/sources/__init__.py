"""Sources of articles read: feeds, sitemaps, pages of headlines. Pure; all of it is run in a parsing child."""

from tracker.core.sources.feeds import feed_entries, feed_title
from tracker.core.sources.headlines import headlines
from tracker.core.sources.home import declared_address, own_offers
from tracker.core.sources.places import is_same_site, site_of
from tracker.core.sources.reading import read_listing, read_page_of_headlines

__all__ = [
    "declared_address",
    "feed_entries",
    "feed_title",
    "headlines",
    "is_same_site",
    "own_offers",
    "read_listing",
    "read_page_of_headlines",
    "site_of",
]
