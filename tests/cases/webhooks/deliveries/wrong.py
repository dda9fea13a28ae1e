"""What type checkers find."""

from webhooks_deliveries import webhooks

webhooks.parse_new_pet(1)  # wrong
webhooks.parse_new_pet(b"{}", on_mismatch="never")  # wrong
webhooks.parse_new_pet(b"{}").nickname()  # wrong
webhooks.parse_pet_gone(b"{}", {}, tolerance=3)
