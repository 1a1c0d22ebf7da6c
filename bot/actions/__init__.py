"""The actions that the brain calls: rasa-sdk at the border, `bot.dialogue` behind it."""
