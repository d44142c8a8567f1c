"""Holds a document for Word to what other programs read in it.

Arguments: the document, the text of its PDF, and what the validator says of it, as JSON.
"""

import json
import re
import sys
from collections import Counter

import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# The validator holds that Word always writes a theme; ISO/IEC 29500-1, 14.2.7, does not ask for one.
NOT_REQUIRED = "A required relationship type 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme' is missing."


def squeezed(text):
    """A text without blanks and rules: programs break lines where they like."""
    return re.sub(r"[\s_\u00a0]+", "", text)


def labels(document):
    """The label that Word writes before each paragraph of a list, by the paragraph."""
    numbering = document.part.numbering_part.element
    kinds = {number.get(W + "numId"): number.find(W + "abstractNumId").get(W + "val") for number in numbering.iter(W + "num")}
    levels = {kind.get(W + "abstractNumId"): kind.find(W + "lvl") for kind in numbering.iter(W + "abstractNum")}
    counts = Counter()
    found = {}
    for paragraph in document.element.body.iter(W + "p"):
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            number = number.get(W + "val")
            counts[number] += 1
            level = levels[kinds[number]]
            count = counts[number]
            letters = level.find(W + "numFmt").get(W + "val") == "lowerLetter"
            ordinal = chr(ord("a") + count - 1) if letters else str(count)
            found[paragraph] = level.find(W + "lvlText").get(W + "val").replace("%1", ordinal)
    return found


def words(paragraph):
    return "".join(text.text or "" for text in paragraph.iter(W + "t"))


def main(path, printed, said):
    faults = []
    for finding in json.load(open(said))[0]["errors"]:
        if finding["description"] != NOT_REQUIRED:
            faults.append(f"{finding['description']} in {finding['part_uri']} {finding['path']}")

    document = docx.Document(path)
    if document.sections[0].page_width.inches != 8.5 or not document.core_properties.title:
        faults.append("python-docx finds another page, or no title")
    before = labels(document)
    paragraphs = [(paragraph, before.get(paragraph, "") + words(paragraph)) for paragraph in document.element.body.iter(W + "p")]

    page = squeezed(open(printed, encoding="utf-8").read())
    for paragraph, text in paragraphs:
        # Lines of cells that stand side by side are mixed in the PDF's text.
        beside = any(True for _ in paragraph.iterancestors(W + "tc"))
        if not beside and squeezed(text) not in page:
            faults.append(f"not whole in the PDF: {text}")
    body = Counter(squeezed("".join(text for _, text in paragraphs)))
    if body != Counter(page):
        faults.append(f"only in the document {body - Counter(page)}, only in the PDF {Counter(page) - body}")

    name = path.rsplit("/", 1)[-1]
    for fault in faults:
        print(f"{name}: {fault}")
    if not faults:
        print(f"{name}: {len(paragraphs)} paragraphs, {sum(body.values())} characters, as they should be")
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:]))
