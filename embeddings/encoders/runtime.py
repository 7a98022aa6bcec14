"""The one place where OpenVINO is imported, without its telemetry."""

from __future__ import annotations

import sys
from types import ModuleType


def openvino() -> ModuleType:
    """The library. It reports its use to its maker, except where that part of it is missing: hence the None."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino as library

    module: ModuleType = library
    return module
