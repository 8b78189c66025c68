"""WIA 2.0 (Windows). All that can be wrong without Windows is plain Python; only `com.py` needs it.

Never seen a real scanner: see "Chưa được chứng minh" in the administrator's guide.
"""
