"""The one place where OpenVINO is imported, without its telemetry."""

from __future__ import annotations

import sys
from types import ModuleType


def openvino() -> ModuleType:
    """The library. It would report every import and conversion to its maker; the entry below makes it use its own stub."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino
