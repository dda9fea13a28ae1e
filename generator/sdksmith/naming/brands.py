"""Well-known words that have capitals inside, so that they stay one word."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SPELLINGS = """
    AdMob AppStore BitBucket CloudFlare CloudFront DataDog DigitalOcean DocuSign
    DynamoDB eBay FaceTime GitHub GitLab GraphQL HubSpot iCloud iOS iPad iPhone
    IPv4 IPv6 JavaScript LinkedIn macOS MailChimp MongoDB MySQL NetSuite NoSQL OAuth
    oEmbed OpenAI OpenID OpenSearch PayPal PlayStation PostgreSQL PowerPoint
    QuickBooks RabbitMQ SendGrid SharePoint SoundCloud StackOverflow TikTok
    TypeScript VMware WeChat WhatsApp WooCommerce WordPress YouTube ZenDesk
"""

BRANDS: Mapping[str, str] = {word.lower(): word for word in _SPELLINGS.split()}
"""The usual spelling by the lower-case one."""


def is_brand(text: str) -> bool:
    """Whether these camel-case pieces are one well-known word: `LinkedIn`, `OAuth2`.

    The first letter may be of either case, as in `linkedInUrl`; a number may follow.
    """
    stem = re.sub(r"[0-9]+$", "", text) if text.lower() not in BRANDS else text
    known = BRANDS.get(stem.lower())
    return known is not None and known[1:] == stem[1:]
