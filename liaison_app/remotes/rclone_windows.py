"""Windows ends rclone when we end, however that comes about: a job object closed with us.

Described in Microsoft's "Job Objects": JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE.
"""

from __future__ import annotations

import subprocess
import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _KILL_ON_CLOSE = 0x2000
    _EXTENDED_LIMITS = 9

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("per_process_time", wintypes.LARGE_INTEGER),
            ("per_job_time", wintypes.LARGE_INTEGER),
            ("flags", wintypes.DWORD),
            ("least", ctypes.c_size_t),
            ("most", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("io", ctypes.c_ulonglong * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    def start(command: list[str], env: dict[str, str]) -> subprocess.Popen[str]:
        """Start a program without a window that ends when we do.

        Raises:
            OSError: it cannot be started, or not be tied to us.
        """
        process = subprocess.Popen(  # noqa: S603 (a program that we found, and no text of a person's)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=env,
            text=True,
            errors="replace",
            creationflags=subprocess.CREATE_NO_WINDOW,
        )
        try:
            _tie(process)
        except OSError:
            process.kill()
            process.wait()
            raise
        return process

    def _tie(process: subprocess.Popen[str]) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            wintypes.LPVOID,
            wintypes.DWORD,
        )
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job = kernel.CreateJobObjectW(None, None)  # never closed: the system does so with us
        limits = _Extended()
        limits.basic.flags = _KILL_ON_CLOSE
        done = job and kernel.SetInformationJobObject(
            job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        handle = int(vars(process)["_handle"])  # the library has no other way to it
        if not (done and kernel.AssignProcessToJobObject(job, handle)):
            raise ctypes.WinError(ctypes.get_last_error())
