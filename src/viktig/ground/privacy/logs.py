"""Logs hold no words, no addresses, no query strings (design.md 4)."""

import logging


class Wordless(logging.Filter):
    """Leaves of a record only where it happened and the kind of error: its arguments may hold what somebody wrote."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Strip a record before it is written. The trace keeps files and lines, not values."""
        if record.exc_info and record.exc_info[0] is not None:
            kind = record.exc_info[0].__name__
            trace, places = record.exc_info[2], []
            while trace is not None:
                code = trace.tb_frame.f_code
                places.append(f"{code.co_filename.rsplit('/viktig/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
                trace = trace.tb_next
            record.msg, record.args, record.exc_info, record.exc_text = (
                f"{kind} at {' < '.join(places[-6:][::-1])}",
                (),
                None,
                None,
            )
        elif record.name.startswith("django"):
            record.msg, record.args = str(record.msg).split("%s")[0].strip() or "a request failed", ()
        return True
