"""Reads a document and all it refers to into one plain tree."""

from sdksmith.document.bundled import BundledDocument as BundledDocument
from sdksmith.document.read import read_document as read_document
