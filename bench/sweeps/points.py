"""Which scene passes which point first: a new point fails a test until a scene passes it and says so here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_PASSED: Final = {
    "begin": """
        lock.sign.after lock.sign.before mirror.rename.after mirror.rename.before mirror.write.before
        parsing.child.start store.address.after store.address.before store.article.after store.article.before
        store.blob.after store.blob.before store.checkpoint.after store.checkpoint.before store.commit.after
        store.commit.before store.create.after store.create.before store.create_rename.after store.create_rename.before
        store.event.after store.event.before store.held.after store.held.before store.host.after store.host.before
        store.memory.after store.memory.before store.passages.after
        store.passages.before store.schema.after store.schema.before store.sums.after store.sums.before store.tags.after
        store.tags.before store.version.after store.version.before store.visit.after store.visit.before
    """,
    "run": """
        feed.rename.after feed.rename.before feed.write.before mail.folder.erase mail.folder.fsync mail.folder.make
        mail.folder.rename mail.folder.sync mail.folder.write store.alert.after store.alert.before
        store.batch_lease.after store.batch_lease.before store.blob_drop.after store.blob_drop.before
        store.candidate.after store.candidate.before store.clear.after store.clear.before store.decide.after
        store.decide.before store.delivery.after store.delivery.before store.delivery_lease.after
        store.delivery_lease.before store.forget.after store.forget.before store.hints.after store.hints.before
        store.rebase.after store.rebase.before store.settle.after
        store.settle.before store.source.after store.source.before store.tombstone.after store.tombstone.before
        store.vacuum.after store.vacuum.before store.wipe.after store.wipe.before store.wiped.after store.wiped.before
        store.withdraw.after store.withdraw.before webhook.answered webhook.post
    """,
    "smtp": """
        mail.smtp.auth mail.smtp.connect mail.smtp.data.after mail.smtp.data.before mail.smtp.mail mail.smtp.rcpt
        mail.smtp.starttls
    """,
    "others": """
        chat.child.done chat.child.start mail.sendmail.done mail.sendmail.run store.thread.after store.thread.before
        wayback.begin wayback.begun
    """,
    "ask": """
        store.dismissal.after store.dismissal.before store.happening.after store.happening.before store.mute.after
        store.mute.before store.state.after store.state.before
    """,
    "copy": """
        export.create.after export.create.before export.fsync.before export.link export.rename.after
        export.rename.before export.script.after export.script.before export.step store.backup.create.after
        store.backup.create.before store.backup.fsync.before store.backup.rename.after store.backup.rename.before
        store.copy.after store.copy.before store.forget_body.after store.forget_body.before store.give_back.after
        store.give_back.before store.proof.after store.proof.before store.restore.create.after
        store.restore.create.before store.restore.fsync.before store.restore.rename.after store.restore.rename.before
    """,
    "older": """
        store.backup_copy.after store.backup_copy.before store.backup_fsync.after store.backup_fsync.before
        store.backup_rename.after store.backup_rename.before store.migration.after store.migration.before
    """,
    "record": """
        read_marks.rename.before read_marks.write.before store.beat.after store.beat.before store.bucket.after
        store.bucket.before store.clock.after store.clock.before store.close_days.after store.close_days.before
        store.day_root.after store.day_root.before store.hasten.after store.hasten.before store.indexed.after
        store.indexed.before store.limit.after store.limit.before store.lines.after store.lines.before
        store.reread.after store.reread.before store.retry.after store.retry.before store.robots.after
        store.robots.before store.set_aside.after store.set_aside.before store.struck.after store.struck.before
        store.timestamp.after store.timestamp.before store.timestamp_later.after store.timestamp_later.before
    """,
}
PASSED: Final[Mapping[str, frozenset[str]]] = {scene: frozenset(points.split()) for scene, points in _PASSED.items()}
"""Points by scene; the sweep looks whether it is so."""
