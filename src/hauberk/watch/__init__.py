"""What goes on after a check: findings are sent where people watch them."""
