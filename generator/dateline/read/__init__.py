"""Read a project's files into the model: the one place that reads YAML and documents."""
