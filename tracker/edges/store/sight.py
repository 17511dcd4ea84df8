"""How well the watch sees: whether others can be read where one cannot, what of it was told, where copies lie."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Executable, and_, bindparam, distinct, exists, func, or_, select

from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import address, alert, article, delivery, meta, version, visit
from tracker.model import AlertKind, Channel, DeliveryState, Elsewhere, Outlook, PageState, Silence
from tracker.model.archiving import KeptCopy

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
HEARTBEAT = "heartbeat"

_GOOD = (PageState.ARTICLE.value, PageState.UNMODIFIED.value)
_OWN = article.alias("own")
_OTHERS_LOOKED_AT = (article.c.id != bindparam("article_id")) & (article.c.last_look >= bindparam("since"))
# Of a run only its ends are known, and the widest gap between two of its looks.
_WITHIN = or_(
    visit.c.began.between(bindparam("since"), bindparam("until")),
    visit.c.ended.between(bindparam("since"), bindparam("until")),
    and_(
        visit.c.began < bindparam("since"),
        visit.c.ended > bindparam("until"),
        visit.c.widest_gap < bindparam("seconds"),
    ),
)
_READ = (
    select(article.c.id)
    .where(
        _OTHERS_LOOKED_AT,
        exists().where(visit.c.article_id == article.c.id, visit.c.state.in_(_GOOD), _WITHIN),
    )
    .limit(1)
)
# A site that lets us read none of its articles is news of each of them.
_OWN_HOST = select(_OWN.c.host_id).where(_OWN.c.id == bindparam("article_id")).scalar_subquery()
_LOOKED_AT = select(article.c.id).where(_OTHERS_LOOKED_AT, article.c.host_id != _OWN_HOST).limit(1)
_READ_ADDRESSES = Prepared(
    select(address.c.url, address.c.since)
    .where(address.c.article_id == bindparam("article_id"))
    .order_by(address.c.since.desc())
    .limit(2)
)
_WAS_TOLD = select(alert.c.id).where(alert.c.occasion.in_(bindparam("occasions", expanding=True))).limit(1)
_TOLD_SINCE = (
    select(alert.c.id)
    .where(
        alert.c.article_id == bindparam("article_id"),
        alert.c.kind == bindparam("kind"),
        alert.c.created >= bindparam("since"),
    )
    .limit(1)
)
_OTHER = article.alias("other")
_SITE_TOLD = (
    select(alert.c.id)
    .join(_OTHER, _OTHER.c.id == alert.c.article_id)
    .join(article, article.c.host_id == _OTHER.c.host_id)
    .where(
        article.c.id == bindparam("article_id"),
        _OTHER.c.id != article.c.id,
        _OTHER.c.page_state == bindparam("state"),
        alert.c.kind == bindparam("kind"),
        alert.c.created >= _OTHER.c.page_state_since,
    )
    .limit(1)
)
_WATCHED = article.c.next_look.is_not(None)
_IS_READ = article.c.page_state == PageState.ARTICLE.value
_IS_SILENT = article.c.page_state == PageState.UNREACHABLE.value
_AT_A_GLANCE = select(
    func.count().filter(_WATCHED).label("articles"),
    func.count(distinct(article.c.host_id)).filter(_WATCHED).label("hosts"),
    func.count().filter(_WATCHED, ~_IS_READ).label("unreadable"),
    func.max(article.c.last_look).filter(~_IS_SILENT).label("answered"),
    func.max(article.c.last_look).filter(_IS_READ).label("read"),
    func.max(article.c.last_look).label("looked"),
    func.min(article.c.next_look).label("due"),
)
_SILENCE = select(
    func.count().label("articles"),
    func.count(distinct(article.c.host_id)).label("hosts"),
    func.min(article.c.page_state_since).label("since"),
    func.max(article.c.last_look).label("last"),
).where(_WATCHED, article.c.last_look > bindparam("after"))
_UNANSWERED = _SILENCE.where(_IS_SILENT)
_UNREAD = _SILENCE.where(~_IS_READ, article.c.page_state != PageState.GONE.value)
_CHANGES = select(func.count()).where(version.c.first_seen >= bindparam("since"), version.c.number > 1)
_LATEST_NEWS = (
    select(alert.c.occasion)
    .where(alert.c.article_id.is_(None), alert.c.kind == bindparam("kind"))
    .order_by(alert.c.id.desc())
    .limit(1)
)
_COPIES = (
    select(alert.c.version, delivery.c.told, delivery.c.sent)
    .join(delivery, delivery.c.alert_id == alert.c.id)
    .where(
        alert.c.article_id == bindparam("article_id"),
        delivery.c.channel == Channel.ARCHIVE.value,
        delivery.c.state == DeliveryState.SENT.value,
    )
    .order_by(delivery.c.id)
)
_BEAT = select(meta.c.value).where(meta.c.key == HEARTBEAT)
_OF_THE_TRACKER = "tracker."


def elsewhere(connection: Connection, article_id: int, *, since: datetime, until: datetime) -> Elsewhere:
    """Tell whether another article was read between two moments, or other sites only looked at, or neither."""
    span = (until - since) / timedelta(seconds=1)
    key = {"article_id": article_id, "since": since}
    if connection.execute(_READ, key | {"until": until, "seconds": span}).first() is not None:
        return Elsewhere.READ
    looked_at = connection.execute(_LOOKED_AT, key).first() is not None
    return Elsewhere.NOT_READ if looked_at else Elsewhere.UNKNOWN


def was_told(connection: Connection, article_id: int | None, occasions: Iterable[str]) -> bool:
    """Tell whether an alert was owed for one of these occasions; without an article, about the tracker itself."""
    about = _OF_THE_TRACKER if article_id is None else f"{article_id}."
    named = [f"{about}{occasion}" for occasion in occasions]
    return connection.execute(_WAS_TOLD, {"occasions": named}).first() is not None


def told_since(connection: Connection, article_id: int, kind: AlertKind, since: datetime) -> bool:
    """Tell whether an alert of a kind about an article was owed to anybody since a moment."""
    key = {"article_id": article_id, "kind": kind.value, "since": since}
    return connection.execute(_TOLD_SINCE, key).first() is not None


def is_site_told(connection: Connection, article_id: int, state: PageState, kind: AlertKind) -> bool:
    """Tell whether an alert of a kind was owed for another article of the same host since that is in such a state."""
    key = {"article_id": article_id, "state": state.value, "kind": kind.value}
    return connection.execute(_SITE_TOLD, key).first() is not None


def last_move(connection: Connection, row: AnyRow) -> tuple[datetime | None, str]:
    """Tell since when an article stands at its address and where it stood before; None where it always did.

    One that returned to an address it had before did not move.
    """
    known = _READ_ADDRESSES.all(connection, {"article_id": row.id})
    if not known or len(known) == 1 or known[0].url != row.url:
        return None, ""
    return known[0].since, known[1].url


def outlook(connection: Connection, *, now: datetime) -> Outlook:
    """Tell how well the watch sees."""
    row = connection.execute(_AT_A_GLANCE).one()
    return Outlook(
        articles=row.articles,
        hosts=row.hosts,
        unreadable=row.unreadable,
        changes=connection.execute(_CHANGES, {"since": now - timedelta(days=1)}).scalar_one(),
        answered=row.answered,
        read=row.read,
        unanswered=_silence(connection, _UNANSWERED, row.answered),
        unread=_silence(connection, _UNREAD, row.read),
        due=row.due,
        looked=row.looked,
        beat=datetime.fromisoformat(beat) if (beat := connection.execute(_BEAT).scalar()) else None,
    )


def _silence(connection: Connection, asked: Executable, after: datetime | None) -> Silence:
    row = connection.execute(asked, {"after": after or LONG_AGO}).one()
    since = None if row.since is None else max(row.since, after or row.since)
    return Silence(articles=row.articles, hosts=row.hosts, since=since, last=row.last)


def latest_news(connection: Connection, kind: AlertKind) -> str:
    """Give the occasion of the newest alert of a kind about the tracker itself; empty where there is none."""
    found = connection.execute(_LATEST_NEWS, {"kind": kind.value}).scalar()
    return str(found or "").removeprefix(_OF_THE_TRACKER)


def copies(connection: Connection, article_id: int) -> dict[int, KeptCopy]:
    """Give the copies of an article's versions in a web archive, by their numbers."""
    rows = connection.execute(_COPIES, {"article_id": article_id})
    return {row.version: KeptCopy(number=row.version, told=row.told, at=row.sent) for row in rows}
