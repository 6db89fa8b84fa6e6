"""The addresses of this floor, one line a room."""

app_name = "system"
urlpatterns = []
