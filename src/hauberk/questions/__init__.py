"""Questions about policies, as people put them: files, templates and requests on one side, the engine on the other."""
