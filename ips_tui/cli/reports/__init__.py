"""What `ips-tui report` can print: one module a report, with its name."""
