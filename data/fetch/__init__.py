"""Pages of the web to bytes: polite towards sites, bounded in time and size, closed towards private networks."""
