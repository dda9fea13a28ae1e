"""Verbs that APIs are called with, to tell an action in a path from a resource."""

from __future__ import annotations

from sdksmith.naming.word_sets import word_set
from sdksmith.naming.words import snake_case, split_words

# Never a noun in a path: an action whatever the method.
_PLAIN = word_set("""
    abort accept acknowledge activate add allocate amend append apply approve
    archive ask assign associate attach authenticate authorize bind calculate cancel
    categorize change classify clear clone close commit compare complete compute
    configure confirm connect consume convert create deactivate decline decrypt
    delete deliver deny deploy deprovision describe destroy detach detect disable
    disassociate disconnect dismiss dispatch duplicate edit embed enable encrypt end
    enqueue enrich enroll ensure erase evaluate evict exchange execute expand expire
    explain extend extract fetch fill finalize find finish flush follow forget
    freeze fulfill generate get grant hide ignore import improve increment init
    initialize initiate insert inspect install invalidate invite invoke join judge
    kick kill launch leave list load lookup lower mark merge migrate modify move
    mute notify obtain onboard open overwrite parse pause perform persist place
    populate predict prepare proceed process promote provision prune publish purge
    put query raise reactivate read reassign rebuild recalculate receive recognize
    recommend reconnect recover redact redeem reduce refresh regenerate register
    reindex reinstate reject reload remove rename render renew reopen reorder repair
    replace replay reprocess rerun resend reset resize resolve restart restore
    resubmit resume retain retrieve retry revert revise revoke rotate run save scan
    scroll send set shutdown simulate skip snooze solve speak split start stop store
    submit subscribe suggest summarize suspend sync synchronize terminate toggle
    tokenize train transcribe transform translate trigger trim truncate unarchive
    unassign unassociate unban unbind unblock undelete undeploy undo unfollow
    unfreeze uninstall unlink unlock unmute unpause unpin unpublish unregister
    unshare unstar unsubscribe unsuspend update upgrade upsert use validate verify
    withdraw write
    """)
# Also nouns, but an action when they stand alone at the end of a path.
_ALONE = word_set("""
    count download export login logout preview rollback scroll search signin signout
    signup upload
    """)
# Nouns as often as verbs: an action only where something is posted to them.
_POSTED = word_set("""
    attempt audit ban batch block boost bulk call capture charge check claim copy
    credit crosspost debit draft echo estimate flag fork forward issue kick like
    link lock match order pay pin ping play poll post push quote rate refund release
    reply report request return reverse review score share ship sign star stream
    swap switch tag test track transfer upvote view void vote wait wake watch
    """)
# What begins a name besides the verbs above.
_OTHERS = word_set("""
    await ban batch begin block boost bulk can capture check copy do download drop
    enumerate exists export filter has identify instantiate is link lock login logout
    make manage patch pay pin ping play poll post probe push reboot refund reply report
    request reverse review rollback search share show sign signal stream test transfer
    try upload view void watch
    """)
_BULK = frozenset({"batch", "bulk", "mass"})
_BEFORE = frozenset({"de", "re", "un"})


def is_action(segment: str, method: str) -> bool:
    """Whether the last literal of a path says what to do: `enrich`, `updateOrder`."""
    words = tuple(word.lower() for word in split_words(segment))
    if not words or method == "DELETE":
        return False
    first, *rest = words
    if first in _BULK and rest:
        words = tuple(rest)
    if _is_plain(words[0]):
        return True
    joined = snake_case(words)
    if joined in _ALONE or joined.replace("_", "") in _ALONE:
        return True
    return method == "POST" and joined in _POSTED


def is_verb(word: str) -> bool:
    """Whether a name that begins with the word says what is done."""
    lower = word.lower()
    return _is_plain(lower) or lower in _OTHERS or lower in _ALONE


def _is_plain(word: str) -> bool:
    """Whether it is a verb, or one with `un`, `re` or `de` before it."""
    return word in _PLAIN or (word[:2] in _BEFORE and word[2:] in _PLAIN)
