"""Hypothesis profiles: 500 examples for the promises in CI (CI=true), 60 on a desk; no terms but those a test makes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

_CALM = [HealthCheck.too_slow]
settings.register_profile("ci", max_examples=500, deadline=None, suppress_health_check=_CALM)
settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=_CALM)
settings.load_profile("ci" if os.environ.get("CI") else "default")
# the glossary of whoever runs the tests stays out of them: an empty folder, which nothing is written to
os.environ["DUIZHAO_HOME"] = str(Path(tempfile.gettempdir()) / "duizhao-tests-without-a-user")
