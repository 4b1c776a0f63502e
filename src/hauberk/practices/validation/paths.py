"""Hostile data that becomes the path of a file."""

from hauberk.model.verdict import HIGH, Verdict
from hauberk.practices.control import control
from hauberk.study.code.reached import Reached, reached
from hauberk.study.study import Study


@control("path-traversal", practice=8, severity=HIGH, subject=reached("path-traversal"))
def path_traversal(place: Reached, study: Study) -> Verdict:
    """An event decides which file a function opens.

    A path with ``..`` leaves the folder that it was put behind, and an absolute one takes its place altogether. Keys of
    S3 objects are such texts too: whoever uploads chooses them. Below /proc/self/environ lie the credentials of the
    function's role; below /tmp what other invocations left.

    Attack: a file name of ``../../proc/self/environ`` is answered with the role's credentials.

    Safe when: the path is resolved and then compared with the folder that it must be in, or only its last name is
    taken.

    Fix: take the last name (``os.path.basename``, ``path.basename``), or resolve the path and check that it begins with
    the folder.

    References:
    - https://owasp.org/www-community/attacks/Path_Traversal
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    - https://cwe.mitre.org/data/definitions/22.html
    """
    return place.judged(study, "{source} is part of the path that {what} opens")


@control("archive-extraction", practice=8, severity=HIGH, subject=reached("archive-extraction"))
def archive_extraction(place: Reached, study: Study) -> Verdict:
    """An archive from outside is unpacked by its own names.

    The names in an archive are its maker's: one that begins with ``/`` or holds ``..`` is written wherever it says, and
    a link leads the next file there. In a function that is /tmp with the modules and caches that later invocations
    read, or a file system that it has mounted.

    Attack: an uploaded archive holds ``../../mnt/shared/app.py``, and every function that mounts the file system runs
    it.

    Safe when: Python's ``tarfile`` is given ``filter="data"``, or each name is checked.

    Fix: pass ``filter="data"``; with other libraries write each entry under its last name, below a fresh folder, and
    count the bytes.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/File_Upload_Cheat_Sheet.html
    - https://docs.python.org/3/library/tarfile.html#tarfile-extraction-filter
    - https://cwe.mitre.org/data/definitions/22.html
    """
    return place.judged(study, "{what} writes files where the names of {source} say")


CONTROLS = (path_traversal, archive_extraction)
