/* SPDX-License-Identifier: MIT
   For trials under Wine only, never shipped: the one call of this Windows library that our packages make. */
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) { return RtlGenRandom(bytes, (ULONG)count); }
