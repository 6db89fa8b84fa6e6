"""The tables of floor 1, one line a room."""

from viktig.person.choices import models as choices  # noqa: F401
from viktig.person.group import models as group  # noqa: F401
from viktig.person.invited import models as invited  # noqa: F401
from viktig.person.mandates import models as mandates  # noqa: F401
from viktig.person.matters import models as matters  # noqa: F401
from viktig.person.meetings import models as meetings  # noqa: F401
from viktig.person.mine import models as mine  # noqa: F401
from viktig.person.ombud import models as ombud  # noqa: F401
from viktig.person.plan import models as plan  # noqa: F401
from viktig.person.progress import models as progress  # noqa: F401
from viktig.person.said import models as said  # noqa: F401
from viktig.person.sharing import models as sharing  # noqa: F401
from viktig.person.stories import models as stories  # noqa: F401
from viktig.person.waiting import models as waiting  # noqa: F401
from viktig.person.well import models as well  # noqa: F401
