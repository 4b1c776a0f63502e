"""The least privilege that functions need, by their code and by what the template has them do."""
