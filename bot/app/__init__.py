"""All of it put together: what stands in bot/ and handlers/, over the files of this machine, as one application."""
