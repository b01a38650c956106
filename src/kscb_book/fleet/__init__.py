"""The room for many books: a profile of each authority from official statistics, and comparisons over all of them."""
