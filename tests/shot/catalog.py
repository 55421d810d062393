# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of the PO format as the tests need: entries and the strings in them."""
import re

ESCAPES = {"n": "\n", "t": "\t"}


def string(entry, keyword):
    """The value of msgctxt, msgid or msgstr in an entry; None if it has none."""
    match = re.search(rf'^{keyword} ((?:"(?:[^"\\]|\\.)*"\n?)+)', entry, re.M)
    if not match:
        return None
    joined = "".join(line.strip()[1:-1] for line in match[1].strip().split("\n"))
    return re.sub(r"\\(.)", lambda m: ESCAPES.get(m[1], m[1]), joined)


def read(path):
    """(context, msgid) -> (entry, line of its msgctxt or msgid)"""
    entries, line = {}, 1
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for entry in text.split("\n\n"):
        msgid = string(entry, "msgid")
        if msgid:
            lines = entry.split("\n")
            at = next(i for i, one in enumerate(lines) if re.match("msgctxt|msgid", one))
            entries[(string(entry, "msgctxt") or "", msgid)] = (entry, line + at)
        line += entry.count("\n") + 2
    return entries
