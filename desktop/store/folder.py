"""The data folder, made and marked before anything is opened in it."""

from __future__ import annotations

from desktop.machine.folders import Folders
from desktop.store.errors import MixedData, trouble_of_disk


def mark_folder(folders: Folders, *, training: bool) -> None:
    """Make the folders and see that training and real data never share one (R76).

    Raises:
        MixedData: the folder holds data of the other sort.
        FolderOfOthers: the folder is not this user's own.
        DiskFull, ReadOnlyDisk, StoreTrouble: the folders cannot be made.
    """
    used = folders.store.exists()
    if (training and used and not folders.training_mark.exists()) or (not training and folders.training_mark.exists()):
        raise MixedData(str(folders.data))
    try:
        folders.make()
        if training and not folders.training_mark.exists():
            folders.training_mark.touch()
    except OSError as error:
        raise trouble_of_disk(error) from None
