"""The psychologist's agenda at /console/agenda: what its pages show and how their forms are read. The steps are in bot/agenda/."""
