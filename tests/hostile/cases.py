"""Hostile and broken files by name: their bytes, and a part of the sentence that is said of those that give no article."""

from __future__ import annotations

import json

from hostile.running import ARTICLE

A = " " + ARTICLE
N = 3_000  # characters of a run: enough for what is quadratic to be felt, and soon read

RUNS = {
    "spaces": " ", "line breaks": "\n", "returns": "\r", "tabs": "\t", "no-break spaces": "\u00a0", "quotation marks": '"',
    "guillemets": "« ", "closing guillemets": "»", "apostrophes": "’", "parentheses": "(", "closing parentheses": ")",
    "hyphens": "-", "full stops": ".", "spaced full stops": ". ", "digits": "9", "grouped digits": " 000", "letters": "a",
    "capitals": "A ", "names": "Aa ", "combining marks": "\u0301", "emoji": "😀", "joiners": "\u200d", "overrides": "\u202e",
    "addresses": "http://a.b/", "brackets": "<", "braces": "{{", "slashes": "\\", "dates": "le 1er mai ", "deaths": "3 morts, ",
    "that": "qui ", "dashes": " — ", "other script": "ع",
}  # fmt: skip

CODE = {
    "SPARQL": '"} ; DROP ALL ; INSERT DATA { <a:b> <a:c> "d" } #',
    "Turtle": '" . <http://evil.example/s> <http://evil.example/p> """x""" . @prefix kg: <http://evil.example/> .',
    "N-Quads": "<http://evil.example/s> <http://evil.example/p> <http://evil.example/o> <http://evil.example/g> .\n",
    "HTML": "</script><script>alert(1)</script><img src=x onerror=alert(1)><!-- ]]>",
    "TOML": '[frames]\nverb = """x"""\n[[rule]]\npattern = ".*"\n',
    "template": "{{ 7 * 7 }} {% raw %} ${HOME} %(a)s {0} $(touch evil) `touch evil`",
    "JSON": '{"text": "x", "@context": "http://evil.example/"}',
    "XML": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "IRI": "<javascript:alert(1)> ent:x _:b0 <https://w3id.org/newskg/entity/france>",
    "a name": "Jean\u202e<b>Dup\u0000".replace("\0", "") + "ont</b> a rencontré « Marie \"; DROP » à Paris.",
}  # fmt: skip

TEXTS: dict[str, bytes] = {
    **{f"run-{name.replace(' ', '-')}": ("Grève." + run * (N // len(run)) + A).encode() for name, run in RUNS.items()},
    **{f"code-{name.replace(' ', '-')}": f"{text} {ARTICLE}".encode() for name, text in CODE.items()},
    "bom": b"\xef\xbb\xbf" + A.encode(),
    "bidi": "\u202eAngela Merkel\u202c a rencontré \u2066François Hollande\u2069 lundi à \u200fBerlin.".encode(),
    "controls": f"\x01\x02\x1b[31m\x07{ARTICLE}\x7f\x85\ufffe\uffff".encode(),
    "separators": f"Grève\u2028{ARTICLE}\u2029{ARTICLE}\x0b{ARTICLE}\x0c{ARTICLE}\x1c{ARTICLE}".encode(),
    "decomposed": "Franc\u0327ois Hollande a rencontre\u0301 Angela Merkel a\u0300 Berlin.".encode(),
    "zalgo": "".join(c + "\u0301\u0323\u0334" * 9 for c in ARTICLE).encode(),
    "nested-quotes": ("« " * 300 + ARTICLE + " »" * 300).encode(),
    "nested-parentheses": ("(" * 300 + ARTICLE + ")" * 300).encode(),
    "nested-speech": ("« Le ministre a dit " * 40 + ARTICLE + " »" * 40 + ", a dit Emmanuel Macron.").encode(),
    "strange-dates": f"Le 99 novembre 99999, le 31 février, en 0000, il y a 10000000000000000000 ans, {ARTICLE}".encode(),
    "huge-numbers": f"{'9' * 400} personnes sont mortes à Paris. {'1' + ' 000' * 99} euros. {ARTICLE}".encode(),
    "dateline-that-never-ends": b"date" + b" " * 3000 + ARTICLE.encode(),
    "one-letter": b"A",
    "one-mark": b"?",
    "one-emoji": "😀".encode(),
    "private-use": ("\ue000\U0010ffff\ufdd0 " + ARTICLE).encode(),
}

BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "blank": (" \u2028\n\t".encode(), "is empty"),
    "bom-alone": (b"\xef\xbb\xbf", "is empty"),
    "dateline-alone": (b"date 2017-11\n", "is empty"),
    "latin-1": (ARTICLE.encode("latin-1"), "is no UTF-8 text"),
    "utf-16": (ARTICLE.encode("utf-16"), "is no UTF-8 text"),
    "utf-16-without-mark": (ARTICLE.encode("utf-16-be"), "is no UTF-8 text"),
    "utf-32": (ARTICLE.encode("utf-32"), "is no UTF-8 text"),
    "cut-character": (ARTICLE.encode() + b"\xc3", "is no UTF-8 text"),
    "overlong": (b"\xc0\xaf " + ARTICLE.encode(), "is no UTF-8 text"),
    "surrogate": (("\ud800" + ARTICLE).encode("utf-8", "surrogatepass"), "is no UTF-8 text"),
    "beyond-unicode": (b"\xf4\x90\x80\x80 " + ARTICLE.encode(), "is no UTF-8 text"),
    "nul": (b"Angela\0Merkel", "NUL bytes"),
    "no-date": (b"date 2017-99 " + ARTICLE.encode(), "is not a date"),
    "long-word": (b"a" * 5_000_000, "is longer than 2000000 characters"),
    "many-lines": (b"Oui.\n" * 60_000, "has more than 50000 sentences"),
    "gzip": (b"\x1f\x8b\x08\x00" + bytes(range(256)), "is no UTF-8 text"),
}

GOOD_LINES: dict[str, str] = {
    "lone surrogates": json.dumps({"text": "\ud800" + A, "title": "\udfff", "id": "\udc00"}),
    "duplicate id": json.dumps({"text": A, "id": "one"}),
    "duplicate id, other text": json.dumps({"text": A + A, "id": "one"}),
    "id that is a path": json.dumps({"text": A, "id": "../../../etc/passwd"}),
    "id that is an IRI": json.dumps({"text": A, "id": "> <http://evil.example/> ."}),
    "id of an event": json.dumps({"text": A, "id": "x#claim=1"}),
    "url that is script": json.dumps({"text": A, "url": "javascript:alert(1)"}),
    "publisher that is markup": json.dumps({"text": A, "publisher": "<script>alert(1)</script>"}),
    "number as a text": json.dumps({"text": 12345678901234567890}),
    "true as a title": json.dumps({"text": A, "title": True}),
    "duplicate keys": '{"text": "x", "text": ' + json.dumps(A) + "}",
    "unknown fields": json.dumps({"text": A, "__class__": "os.system", "x": {"y": [1]}}),
    "long date": json.dumps({"text": A, "date": "2017-11-21T08:30:00Z" + "0" * 10_000}),
    "escapes": '{"text": "\\u0041ngela Merkel a rencontr\\u00e9 \\ud83d\\ude00 Hollande."}',
}

BAD_LINES: dict[str, tuple[str | bytes, str]] = {
    "truncated": ('{"text": "Angela', "is no JSON object"),
    "an array": ("[1]", "is no JSON object"),
    "a number": ("1", "is no JSON object"),
    "nested 100,000 deep": ("[" * 100_000 + "]" * 100_000, "is no JSON object"),
    "nested within": ('{"text": ' + "[" * 100_000, "is no JSON object"),
    "wrong type": ('{"text": [1]}', "has a 'text' that is no text"),
    "an object": ('{"text": {"a": "b"}}', "has a 'text' that is no text"),
    "not a number": ('{"text": NaN}', "has a 'text' that is no text"),
    "infinite": ('{"text": 1e999}', "has a 'text' that is no text"),
    "a huge number": ('{"text": ' + "9" * 10_000 + "}", "is no JSON object"),
    "no text": ('{"title": "x"}', "is empty"),
    "null": ('{"text": null}', "is empty"),
    "a NUL within": ('{"text": "a\\u0000b"}', "NUL"),
    "no date": ('{"text": "Oui.", "date": "demain"}', "is not a date"),
    "unknown language": ('{"text": "Yes.", "lang": "../../en"}', "there is no model for the language"),
    "bad UTF-8": (b'{"text": "\xff"}', "is no UTF-8 text"),
    "single quotes": ("{'text': 'x'}", "is no JSON object"),
    "a comment": ('// {"text": "x"}', "is no JSON object"),
    "too long": (b'{"text": "' + b"a" * 2_000_001 + b'"}', "is longer than 2000000 characters"),
}

NAMES = {
    "a leading dash": "-o.txt",
    "dots": "...txt.txt",
    "a newline": "a\nnot read: b.txt",
    "quotes": "a\"b'c`d.txt",
    "markup": "<img src=x onerror=alert(1)>.txt",
    "a percent": "%2e%2e%2f.txt",
    "an escape": "\x1b[2Jb.txt",
    "an override": "a\u202etxt.exe.txt",
    "255 bytes": "é" * 125 + "a.txt",
    "bytes that are no text": "b\udcff\udcfe.txt",
    "blanks": "  .txt",
    "a colon": "lines.jsonl:7.txt",
    "another script": "статья.txt",
    "other letters of it": "газета.txt",
    "a command": "$(touch evil);`touch evil`|x.txt",
    "an IRI": "https:evil.example#claim=1.txt",
}


def lines() -> bytes:
    """All lines of JSON in one file, good and bad by turns as they come."""
    every = [*GOOD_LINES.values(), *(line for line, _ in BAD_LINES.values())]
    return b"\n".join(line if isinstance(line, bytes) else line.encode() for line in every)
