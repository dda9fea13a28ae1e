"""What the codes of the document stage mean and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.explanations.model import Explanation

DOCUMENT: Mapping[str, Explanation] = {
    "file-not-found": Explanation(
        "The document is not where it was said to be.",
        "Check the path. A relative path starts from the folder you are in, or from "
        "the folder of the configuration file.",
    ),
    "file-not-readable": Explanation(
        "The document is there but cannot be read.",
        "Check the permissions, and that the path is a file and not a folder.",
    ),
    "download-failed": Explanation(
        "A document could not be downloaded.",
        "Open the URL in a browser or with `curl -L`. Where it needs a login, download "
        "it yourself and give the path, or pipe it in: `curl ... | sdksmith generate -`.",
    ),
    "document-too-large": Explanation(
        "A document is larger than sdksmith reads.",
        "Documents of up to 100 MB are read. Take examples and texts out of it, or "
        "check that the location is the right one.",
    ),
    "empty-document": Explanation(
        "The document holds nothing.",
        "Check that the file was written completely, and that it is the right one.",
    ),
    "not-yaml": Explanation(
        "The document is not valid YAML.",
        "Mend the syntax at the place shown. Usual causes are a tab for indentation, "
        "`: ` inside an unquoted text, or a quote that is not closed.",
    ),
    "not-json": Explanation(
        "The document is not valid JSON.",
        "Mend the syntax at the place shown. Usual causes are a comma after the last "
        "member, a comment, or single quotes.",
    ),
    "odd-encoding": Explanation(
        "The text is not in the encoding that it claims.",
        "Save the file as UTF-8. Bytes that cannot be read were replaced by `U+FFFD`.",
    ),
    "duplicate-key": Explanation(
        "A mapping has the same key twice.",
        "Remove or rename one of the two. The last one counts, as in most readers, so "
        "what the first says is lost.",
    ),
    "complex-key": Explanation(
        "A mapping has a key that is no scalar.",
        "JSON knows only text keys, so this entry was left out. Quote the key if it "
        "was meant as text.",
    ),
    "unknown-yaml-tag": Explanation(
        "A YAML value carries a tag that JSON does not know.",
        "Remove the tag (`!...`). The value was read as if it had none.",
    ),
    "several-documents": Explanation(
        "The file holds more than one YAML document.",
        "Only the first one, up to `---`, is read. Put the others into files of "
        "their own.",
    ),
    "alias-bomb": Explanation(
        "YAML aliases blow the document up beyond measure, or go in a circle.",
        "Replace the aliases (`*name`) by `$ref`s to components. At most a million "
        "values may come from aliases, and an alias may not stand inside its own anchor.",
    ),
    "nesting-too-deep": Explanation(
        "The document is nested deeper than 200 levels.",
        "Move inner schemas to `components` and refer to them with `$ref`.",
    ),
    "not-a-mapping": Explanation(
        "The document is not a mapping at its top.",
        "An OpenAPI document starts with `openapi: ...` or `swagger: ...`. Check that "
        "the file is the right one.",
    ),
    "remote-ref": Explanation(
        "A `$ref` leads to a URL, and following URLs is not allowed.",
        "Download the file and refer to the copy, or let `allow_remote_refs` of this "
        "client be a list of the URLs whose content you trust (or `true` for all); "
        "redirects must not lead elsewhere. The place was read as `{}`; a text is left out.",
    ),
    "remote-changed": Explanation(
        "A URL gives other content than `sdksmith.lock` has pinned.",
        "Look at what it gives now. If that is right, `sdksmith generate "
        "--update-remote` takes it and pins it; else somebody changed what your client "
        "is made from. Nothing of the new content was used.",
    ),
    "ref-outside-folder": Explanation(
        "A `$ref` leads to a file outside the folder of the document.",
        "A document may only read files in its own folder and below, so that a foreign "
        "document cannot read yours. Move the file there, or give a document that lies "
        "further up. The place was read as `{}`; a text is left out.",
    ),
    "unreadable-ref": Explanation(
        "The file that a `$ref` leads to cannot be read.",
        "Check the path; it starts from the folder of the file that holds the `$ref`. "
        "The place was read as `{}`; a text is left out.",
    ),
    "dangling-ref": Explanation(
        "A `$ref` leads to nothing.",
        "Correct the reference or add what it refers to. The place was read as `{}`, "
        "which allows anything.",
    ),
    "circular-ref": Explanation(
        "A `$ref` leads back to itself and to nothing else.",
        "Write out what is meant at one of the places. The place was read as `{}`; a text is left out.",
    ),
}
