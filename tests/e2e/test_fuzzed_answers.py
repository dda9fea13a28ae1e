"""Whatever an API answers: a value, or one error of the SDK; nothing raw, nothing made up."""

from __future__ import annotations

import copy
import json
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

