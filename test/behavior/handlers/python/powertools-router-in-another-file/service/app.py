from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from routes import loans

app = APIGatewayHttpResolver()
app.include_router(loans.router, prefix="/loans")


def handler(event, context):
    return app.resolve(event, context)
