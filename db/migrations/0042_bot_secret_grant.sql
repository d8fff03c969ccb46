-- A bot's secret is replaced, never taken away.
revoke delete on bot_secrets from app_user;
