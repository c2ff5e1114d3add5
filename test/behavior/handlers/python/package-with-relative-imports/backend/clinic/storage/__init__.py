from .patients import Patients

__all__ = ["Patients"]
