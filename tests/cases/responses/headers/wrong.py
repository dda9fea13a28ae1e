"""What type checkers find."""

from responses_headers import DocumentedHeaders, Headers

client = DocumentedHeaders()
response = client.subs.with_response.create()
headers: Headers = response.headers
response.headers.retry_after()  # wrong
if response.status_code == 201:
    number: int | None = response.headers.x_rate
    text: str | None = response.headers.x_rate  # wrong
    if response.headers.x_reset is not None:
        response.headers.x_reset.isoformat()
else:
    number = response.headers.retry_after
plain = client.subs.with_response.get("a").headers
plain.x_rate()  # wrong
