"""What is told beside changes: news of articles and of the tracker, gathered, held, muted, by several channels."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0008"
down_revision = "r0007"
branch_labels = None
depends_on = None


def _identity() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Let alerts be without an article, and deliveries wait, merge and be muted; what is owed stays owed."""
    # A table that others refer to cannot be made anew: deliveries, which nothing refers to, step aside meanwhile.
    op.execute("CREATE TABLE delivery_before AS SELECT * FROM delivery")
    op.drop_table("delivery")
    _alerts()
    _threads()
    _deliveries()
    op.drop_table("delivery_before")
    op.create_table(
        "mute",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("article_id", _identity(), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_mute_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mute"),
    )


def _alerts() -> None:
    op.add_column("alert", sa.Column("occasion", sa.Text(), nullable=False, server_default=""))
    op.add_column("alert", sa.Column("detail", sa.Text(), nullable=False, server_default=""))
    alert = sa.table("alert", *(sa.column(name) for name in ("occasion", "article_id", "kind", "version")))
    named = alert.c.article_id.op("||")(".").op("||")(alert.c.kind).op("||")(".").op("||")(alert.c.version)
    op.execute(sa.update(alert).values(occasion=named))
    with op.batch_alter_table("alert") as table:
        table.alter_column("article_id", existing_type=_identity(), nullable=True)
        table.alter_column("version", existing_type=sa.Integer(), nullable=True)
        table.alter_column("occasion", existing_type=sa.Text(), server_default=None)
        table.alter_column("detail", existing_type=sa.Text(), server_default=None)
        table.drop_constraint("uq_alert_article_id_version_kind", type_="unique")
        table.create_unique_constraint("uq_alert_occasion", ["occasion"])
    op.create_index("ix_alert_article_id_version", "alert", ["article_id", "version"], unique=False)


def _threads() -> None:
    op.add_column("thread", sa.Column("channel", sa.String(length=32), nullable=False, server_default="mail"))
    op.add_column("thread", sa.Column("burst", sa.Float(), nullable=False, server_default="0"))
    op.add_column("thread", sa.Column("burst_until", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("thread") as table:
        table.alter_column("article_id", existing_type=_identity(), nullable=True)
        table.alter_column("channel", existing_type=sa.String(length=32), server_default=None)
        table.alter_column("burst", existing_type=sa.Float(), server_default=None)


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("alert_id", _identity(), nullable=False),
        sa.Column("thread_id", _identity(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try", sa.BigInteger(), nullable=True),
        sa.Column("sent", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("in_reply_to", sa.Text(), nullable=True),
        sa.Column("references", sa.Text(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("lease_token", sa.String(length=32), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("held_for", sa.String(length=32), nullable=True),
        sa.Column("merged_into", _identity(), nullable=True),
        sa.Column("bursts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name="fk_delivery_alert_id"),
        sa.ForeignKeyConstraint(["merged_into"], ["delivery.id"], name="fk_delivery_merged_into"),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name="fk_delivery_thread_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("alert_id", "channel", "recipient", name="uq_delivery_alert_id_channel_recipient"),
        sa.UniqueConstraint("message_id", name="uq_delivery_message_id"),
    )
    _keep_deliveries()
    for columns in (["next_try"], ["thread_id", "id"], ["recipient", "sent"], ["merged_into"]):
        op.create_index(f"ix_delivery_{'_'.join(columns)}", "delivery", columns, unique=False)


def _keep_deliveries() -> None:
    first = ["id", "alert_id", "thread_id", "recipient", "state", "created", "attempts", "next_try", "sent"]
    kept = [*first, "message_id", "in_reply_to", "references", "lease_until", "lease_token", "told"]
    before = sa.table("delivery_before", *map(sa.column, kept))
    new = sa.table("delivery", *map(sa.column, [*kept, "channel", "planned", "bursts"]))
    rows = sa.select(*before.c, sa.literal("mail"), sa.false(), sa.literal("{}"))
    op.execute(sa.insert(new).from_select([*kept, "channel", "planned", "bursts"], rows))
