"""Shared places: a folder, a WebDAV server, a bucket, an SFTP server, whatever rclone reaches.

A remote keeps files that laptops put there for each other. This room moves bytes and knows nothing
of what is in them; what is put there, and what is believed of it, is for `liaison_app.sync` to say.
"""
