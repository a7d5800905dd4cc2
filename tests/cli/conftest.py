from tests.core.ground import ground

__all__ = ["ground"]
