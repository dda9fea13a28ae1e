"""Where the names of the runtime are, for the code that uses them."""

from __future__ import annotations

from sdksmith.python.types import Symbol


def _of(module: str, *names: str) -> dict[str, Symbol]:
    return {name: Symbol(f"._runtime.{module}", name) for name in names}


_SYMBOLS: dict[str, Symbol] = {
    **_of("models", "Model"),
    **_of("filled", "Filled", "Implied"),
    **_of("absent", "OrAbsent"),
    **_of("omit", "Omit", "omit"),
    **_of("enums", "UnknownValue", "UnknownInteger", "UnknownNumber"),
    **_of("unions", "Tagged", "ByShape", "Shape", "Member", "UnknownVariant"),
    **_of("entries", "SingleEntry"),
    **_of("times", "DateTime", "Date", "Time", "Duration"),
    **_of("operation", "Operation", "PagedOperation", "DetailOperation"),
    **_of("operation", "StreamOperation", "Call", "PagedCall", "DetailCall"),
    **_of("operation", "StreamCall", "Text", "Binary"),
    **_of("options", "RequestOptions", "ClientOptions", "AsyncClientOptions"),
    **_of("parameters", "Style", "Part"),
    **_of("multipart", "File"),
    **_of("body", "Content"),
    **_of("payload", "given"),
    **_of("auth", "Bearer", "Basic", "ApiKey", "ClientCredentials"),
    **_of("auth", "Secret", "AsyncSecret"),
    **_of("servers", "Server", "ServerVariable"),
    **_of("resource", "Resource", "AsyncResource", "response_of", "async_response_of"),
    **_of("response", "Response"),
    **_of("pages", "Page", "Pager", "PagedDetail"),
    **_of("async_pages", "AsyncPage", "AsyncPager", "AsyncPagedDetail"),
    **_of("streams", "EventStream", "LineStream"),
    **_of("async_streams", "AsyncEventStream", "AsyncLineStream"),
    **_of("downloads", "Download"),
    **_of("async_downloads", "AsyncDownload"),
    **_of("api", "Api"),
    **_of("status_errors", "StatusErrors"),
    **_of("sync_client", "SyncClient"),
    **_of("async_client", "AsyncClient"),
    **_of("awaited", "awaited", "paged", "detailed", "downloaded"),
    **_of("awaited", "streamed_events", "streamed_lines"),
    **_of("deliveries", "Delivery", "DeliveryOptions"),
    **_of("signatures", "SignatureError", "verify"),
    **_of("documented_headers", "DocumentedHeaders", "HeaderField"),
    **_of("page_styles", "Cursor", "Numbered", "Offset", "NextUrl", "LinkHeader"),
    **_of("lazy", "lazy_exports"),
}


def runtime(name: str) -> Symbol:
    """The symbol of a name that the runtime defines."""
    return _SYMBOLS[name]
