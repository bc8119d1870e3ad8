"""Hypothesis profiles: 500 examples for the promises in CI (CI=true), 60 on a desk."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_CALM = [HealthCheck.too_slow]
settings.register_profile("ci", max_examples=500, deadline=None, suppress_health_check=_CALM)
settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=_CALM)
settings.load_profile("ci" if os.environ.get("CI") else "default")
