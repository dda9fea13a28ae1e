"""Every diagnostic code; what each means stands in `explanations`."""

from __future__ import annotations

from enum import Enum

from sdksmith.diagnostics.explanations import EXPLANATIONS


class Code(Enum):
    """A kind of diagnostic; the value is the code that is printed."""

    # document
    FILE_NOT_FOUND = "file-not-found"
    FILE_NOT_READABLE = "file-not-readable"
    DOWNLOAD_FAILED = "download-failed"
    DOCUMENT_TOO_LARGE = "document-too-large"
    EMPTY_DOCUMENT = "empty-document"
    NOT_YAML = "not-yaml"
    NOT_JSON = "not-json"
    ODD_ENCODING = "odd-encoding"
    DUPLICATE_KEY = "duplicate-key"
    COMPLEX_KEY = "complex-key"
    UNKNOWN_YAML_TAG = "unknown-yaml-tag"
    SEVERAL_DOCUMENTS = "several-documents"
    ALIAS_BOMB = "alias-bomb"
    NESTING_TOO_DEEP = "nesting-too-deep"
    NOT_A_MAPPING = "not-a-mapping"
    REMOTE_REF = "remote-ref"
    REMOTE_CHANGED = "remote-changed"
    REF_OUTSIDE_FOLDER = "ref-outside-folder"
    UNREADABLE_REF = "unreadable-ref"
    DANGLING_REF = "dangling-ref"
    CIRCULAR_REF = "circular-ref"
    OVERLAY_INVALID = "overlay-invalid"
    OVERLAY_BAD_TARGET = "overlay-bad-target"
    OVERLAY_BAD_UPDATE = "overlay-bad-update"
    OVERLAY_MATCHES_NOTHING = "overlay-matches-nothing"
    OVERLAY_LEAVES_UNUSED = "overlay-leaves-unused"
    OVERLAY_EXTENDS_ANOTHER = "overlay-extends-another"

    # openapi
    NOT_OPENAPI = "not-openapi"
    UNKNOWN_VERSION = "unknown-version"
    MISSING_VERSION = "missing-version"
    MISSING_TITLE = "missing-title"
    NO_PATHS = "no-paths"
    NULL_VALUE = "null-value"
    BAD_VALUE = "bad-value"
    BAD_SERVER = "bad-server"
    TAG_PARENT = "tag-parent"
    NULLABLE_REF = "nullable-ref"
    REF_SIBLINGS = "ref-siblings"
    DYNAMIC_REF = "dynamic-ref"
    OLDER_KEYWORD = "older-keyword"
    UNKNOWN_TYPE = "unknown-type"
    EMPTY_CHOICE = "empty-choice"
    DUPLICATE_ENUM_VALUE = "duplicate-enum-value"
    ITEMS_LIST = "items-list"
    REQUIRED_FLAG = "required-flag"
    NO_SCHEMA = "no-schema"
    PARTS_NOT_NAMED = "parts-not-named"
    BAD_STYLE = "bad-style"
    COLLECTION_FORMAT = "collection-format"
    DUPLICATE_PARAMETER = "duplicate-parameter"
    OPTIONAL_PATH_PARAMETER = "optional-path-parameter"
    ODD_PATH = "odd-path"
    UNKNOWN_METHOD = "unknown-method"
    ODD_STATUS = "odd-status"
    NO_RESPONSES = "no-responses"
    DUPLICATE_OPERATION_ID = "duplicate-operation-id"

    # render
    TEMPLATE_SYNTAX = "template-syntax"
    TEMPLATE_MISSING = "template-missing"
    TEMPLATE_UNKNOWN_FIELD = "template-unknown-field"
    TEMPLATE_UNKNOWN_BLOCK = "template-unknown-block"
    TEMPLATE_FORBIDDEN = "template-forbidden"
    TEMPLATE_NOT_TEXT = "template-not-text"
    TEMPLATE_TOO_LONG = "template-too-long"
    TEMPLATE_UNUSED = "template-unused"

    # config
    CONFIG_NOT_FOUND = "config-not-found"
    CONFIG_NOT_TOML = "config-not-toml"
    CONFIG_UNKNOWN_KEY = "config-unknown-key"
    CONFIG_BAD_VALUE = "config-bad-value"
    CONFIG_MISSING_KEY = "config-missing-key"
    NO_CLIENT = "no-client"
    OUTPUT_SHARED = "output-shared"

    # output
    OUTPUT_NOT_OURS = "output-not-ours"
    OUTPUT_EDITED = "output-edited"
    OUTPUT_IN_THE_WAY = "output-in-the-way"
    OUTPUT_NOT_WRITABLE = "output-not-writable"
    OUTPUT_ESCAPES = "output-escapes"
    LOCK_UNREADABLE = "lock-unreadable"
    NOT_PYTHON = "not-python"

    # ir
    SCHEMA_NOT_UNDERSTOOD = "schema-not-understood"
    CONTRADICTS_INHERITED = "contradicts-inherited"
    NEVER_SCHEMA = "never-schema"
    CIRCULAR_SCHEMA = "circular-schema"
    ENDLESS_SCHEMA = "endless-schema"
    EMPTY_ENUM = "empty-enum"
    ENUM_VALUE_TYPE = "enum-value-type"
    ENUM_VALUE_NOT_SCALAR = "enum-value-not-scalar"
    DISCRIMINATOR = "discriminator-not-understood"
    TAG_NOT_LISTED = "tag-not-listed"
    UNFIT_DEFAULT = "unfit-default"
    PARAMETER_NOT_UNDERSTOOD = "parameter-not-understood"
    PARAMETER_IGNORED = "parameter-ignored"
    PATH_PARAMETER_UNUSED = "path-parameter-unused"
    PATH_PARAMETER_UNDECLARED = "path-parameter-undeclared"
    STATUS_NOT_UNDERSTOOD = "status-not-understood"
    MEDIA_TYPE_AS_BYTES = "media-type-as-bytes"
    SECURITY_NOT_UNDERSTOOD = "security-not-understood"
    SECURITY_NOT_SENT = "security-not-sent"
    LINK_MISSES = "link-misses"
    WEBHOOK_WITHOUT_BODY = "webhook-without-body"
    RESPONSE_UNWRAPPED = "response-unwrapped"
    RESPONSE_ASSUMED = "response-assumed"
    PAGINATION_DETECTED = "pagination-detected"
    SELECTION_MISSES = "selection-misses"
    LEFT_OUT = "left-out"
    LEFT_OUT_NEEDED = "left-out-needed"
    PAGINATION_NOT_UNDERSTOOD = "pagination-not-understood"
    PAGINATION_MISSES = "pagination-misses"

    # naming
    NAME_TAKEN = "name-taken"
    NAME_COUNTED = "name-counted"
    RENAME_MISSES = "rename-misses"
    RENAME_NOT_A_NAME = "rename-not-a-name"
    RENAME_CLASHES = "rename-clashes"

    @property
    def title(self) -> str:
        """What the code means, in a sentence."""
        return EXPLANATIONS[self.value].title

    @property
    def help(self) -> str:
        """What to do about it, in CommonMark; the first paragraph stands alone."""
        return EXPLANATIONS[self.value].help
