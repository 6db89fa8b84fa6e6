"""What a person does with what they have to choose; and what somebody who helps may suggest."""
