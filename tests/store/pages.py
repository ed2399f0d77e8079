"""Every page of an encrypted database in the clear, free ones included: what a thief with the key
could read.

SQLCipher 4 keeps each page of 4,096 bytes as AES-256-CBC with the initial vector and an HMAC in its
last 80 bytes; the first page begins with 16 bytes of salt. The cipher itself is libcrypto's.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE, RESERVED, SALT, BLOCK = 4096, 80, 16, 16


def every_page(database: Path, key: bytes) -> Iterator[bytes]:
    """Decrypt each page with a raw key."""
    name = ctypes.util.find_library("crypto")
    if name is None:
        pytest.skip("this system has no libcrypto to decrypt pages with")
    crypto = ctypes.CDLL(name)
    crypto.EVP_CIPHER_CTX_new.restype = ctypes.c_void_p
    crypto.EVP_aes_256_cbc.restype = ctypes.c_void_p
    whole = database.read_bytes()
    for at in range(0, len(whole), PAGE):
        page = whole[at : at + PAGE]
        start = SALT if at == 0 else 0
        vector = page[PAGE - RESERVED :][:BLOCK]
        yield _decrypted(crypto, key, vector, page[start : PAGE - RESERVED])


def _decrypted(crypto: ctypes.CDLL, key: bytes, vector: bytes, sealed: bytes) -> bytes:
    context = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
    cipher = ctypes.c_void_p(crypto.EVP_aes_256_cbc())
    clear, length = ctypes.create_string_buffer(len(sealed) + BLOCK), ctypes.c_int(0)
    crypto.EVP_DecryptInit_ex(context, cipher, None, key, vector)
    crypto.EVP_CIPHER_CTX_set_padding(context, 0)
    crypto.EVP_DecryptUpdate(context, clear, ctypes.byref(length), sealed, len(sealed))
    crypto.EVP_CIPHER_CTX_free(context)
    return clear.raw[: length.value]
