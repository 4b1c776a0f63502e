from callback.deliver import Deliver

__all__ = ["Deliver"]
