from callback.deliver import CALLBACKS, Deliver

__all__ = ["CALLBACKS", "Deliver"]
