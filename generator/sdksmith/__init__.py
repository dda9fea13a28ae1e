"""sdksmith: Python SDKs from OpenAPI documents."""
