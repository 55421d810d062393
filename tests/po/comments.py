#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every message of a template tells the translator what it is: a comment ("#.") of some words.

usage: comments.py TEMPLATE...
"""
import re
import sys


def entries(text):
    for block in text.split("\n\n"):
        message = re.search(r'^msgid ((?:".*"\n?)+)', block, re.M)
        if message and message.group(1).strip() != '""':
            comment = " ".join(re.findall(r"^#\. ?(.*)$", block, re.M))
            yield message.group(1).strip(), comment


def main():
    total = bad = 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            for message, comment in entries(file.read()):
                total += 1
                if len(comment.split()) < 2 and comment != "paragraph":
                    bad += 1
                    print(f"{path}: no useful comment for {message}")
    print(f"{total} messages, {bad} without a useful comment")
    return 1 if bad or not total else 0


sys.exit(main())
