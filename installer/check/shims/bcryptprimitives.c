/* For Wine 8 only, never shipped: Windows has this DLL since 8.1, Wine since 9. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size)
{
    while (size) {
        ULONG step = size > 0x10000000 ? 0x10000000 : (ULONG)size;
        if (!SystemFunction036(data, step))
            return FALSE;
        data += step;
        size -= step;
    }
    return TRUE;
}
