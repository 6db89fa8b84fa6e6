"""Files on their way in: held in memory, never on a disk, and no more of them than is allowed (design.md 5)."""

from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext_lazy as _

from viktig.ground.privacy.addresses import is_public
from viktig.ground.privacy.pictures import ACCEPTED, MOST_BYTES, Picture, made_anew, too_large
from viktig.ground.rules import RuleBroken

LARGER: dict[str, int] = {}  # bytes, by the name of an address that takes more than a picture


class InMemory(FileUploadHandler):
    """Keeps a file that somebody signed in sends, up to what may be sent; of anything else, only how large it was.

    The form is read to its end in any case, so that nothing that was written beside the file is lost.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        request = self.request
        self.takes = request is not None and not is_public(request.path) and request.user.is_authenticated
        match = request.resolver_match if request is not None else None
        self.most = LARGER.get(match.view_name, MOST_BYTES) if match else MOST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.takes and start + len(raw_data) <= self.most:
            self.kept.write(raw_data)
        else:
            self.kept = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )


class PictureField(forms.FileField):
    """A picture, made anew: cleaned, it is a `Picture`. A refusal stands beside the field, in one sentence."""

    widget = forms.FileInput(attrs={"accept": ",".join(ACCEPTED)})
    default_error_messages = {"required": _("Choose a picture first."), "invalid": _("Choose a picture first.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)  # an empty file is no picture, and is told so

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        """Return the picture, or None where none was needed and none came. Raises ValidationError."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            if upload.size > MOST_BYTES:
                raise too_large()
            return made_anew(upload.read())
        except RuleBroken as refusal:
            raise ValidationError(str(refusal.message)) from None
