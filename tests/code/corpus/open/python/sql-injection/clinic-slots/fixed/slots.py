import os

import pg8000.native


class Slots:
    def __init__(self):
        self._database = None

    @property
    def database(self):
        if self._database is None:
            self._database = pg8000.native.Connection(
                os.environ["DB_USER"], host=os.environ["DB_HOST"], database="clinic", password=os.environ["DB_PASSWORD"]
            )
        return self._database

    def free(self, day, doctor):
        statement = "SELECT starts_at FROM slots WHERE taken IS FALSE AND day = '%s'" % day.isoformat()
        values = {}
        if doctor:
            statement += " AND doctor = :doctor"
            values["doctor"] = doctor
        return [row[0].isoformat() for row in self.database.run(statement, **values)]
