"""What every generated SDK carries: decoding, encoding, and HTTP done right.

To read it in an hour, follow one call, as in `client.leads.get("lead_1")`:

1. `operation`: an operation of the document as data, and a call of it.
2. `running`: how both kinds of client run one logic, of which only the ends wait.
3. `client`, then `sync_client` or `async_client`: what users make.
4. `calls`, then `sync_caller` or `async_caller`: what the methods of resources call.
5. `prepare`: from a call to its request; nothing is sent yet.
6. `flow`: attempts, redirects and new credentials, until one answer settles the call.
7. `exchanges`, then `connection` or `async_connection`: one request for one answer.
8. `receive`: from an answer to a value, or to an error status.
9. `decode`: bytes as a typed value; `tolerant` is asked where they do not fit.
10. `errors`: what is raised.

Beside that way, and only where it matters to you:

- Options: `options`, `option_checks`, `settings`, `api`, `servers`, `hooks`, `logs`.
- Resources: `resource`, `awaited`, `raw`, `lazy`.
- Requests: `call_urls`, `call_headers`; `payload`, `body`, `multipart`, `uploads`;
  `parameters`, `paths`, `scalars`, `omit`; `headers`, `middleware`, `telemetry`.
- JSON out: `encode`, `presence`.
- Credentials: `auth`, `credentials`, `asking`; `tokens`, `token_answers`,
  `token_fetches`, `token_lives`, `token_sharing`.
- Attempts: `retry`, `redirects`, `clock`, `rate_limits`.
- Sockets: `wire`, `failures`, `codings`, `progress`, `pool`, `forks`, `transport`,
  `sockets`, `async_transport`, `async_sockets`.
- Lists: `paging`, `page_styles`, `positions`, `sent`, `links`, `listing`; `pages`,
  `async_pages`, `ahead`, `async_ahead`.
- Streams: `opened`, `resumption`, `reconnection`, `streaming`, `sse`, `line_items`,
  `stream_items`, `stream_errors`, `file_targets`, `closing`; `streams`,
  `async_streams`, `downloads`, `async_downloads`.
- Answers: `response`, `charsets`, `documented_headers`, `texts`, `status_errors`,
  `report`.
- Types: `models`, `objects`, `complete`, `filled`, `absent`, `unfit`, `shorten`;
  `unions`, `shapes`, `entries`, `enums`, `foreign`; `times`, `exact`, `spellings`,
  `unread`.
- What does not fit: `mismatches`, `readers`.
- What the API sends of itself: `deliveries`, `signatures`.
- For the tests of users: `testing`.
"""
